import ArrayGraph
