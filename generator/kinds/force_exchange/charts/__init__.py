"""The charts of a force-exchange report. A chart is one public function; its docstring's first line is the title."""
