#define TILES_ABREAST 1
#define TILES_TABLE linear_tiles_baseline
#include "Tiles.h"
