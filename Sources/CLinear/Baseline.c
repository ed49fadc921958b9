#define TILES_TABLE linear_tiles_baseline
#include "Tiles.h"
