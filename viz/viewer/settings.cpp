#include "viz/viewer/settings.hpp"

namespace gongjian::viz {

void arrange(Settings& settings, Layout layout) {
  switch (layout) {
    case Layout::workshop:
      settings.left = 0.24;
      settings.right = 0;
      settings.bottom = 0.30;
      break;
    case Layout::research:
      settings.left = 0.22;
      settings.right = 0.24;
      settings.bottom = 0.34;
      break;
    case Layout::presentation:
      settings.left = 0;
      settings.right = 0;
      settings.bottom = 0.22;
      break;
  }
}

}  // namespace gongjian::viz
