"""What the map draws: outlines of countries, French territories, clusters at their headquarters."""
