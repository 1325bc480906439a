"""What would change a finding: the nearest flip along each input, and a grid that stands for the model. Arrays in, arrays out."""
