#include "viz/view_data/scene.hpp"
