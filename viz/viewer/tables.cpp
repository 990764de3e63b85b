#include "viz/viewer/tables.hpp"

#include "engine/io/csv_writer.hpp"

namespace gongjian::viz {

std::string series_as_csv(Viewer& viewer) {
  std::string text;
  io::CsvWriter csv([&](std::string_view bytes) { text += bytes; });
  for (const char* head : {"side", "week", "series", "value"}) csv.text(head);
  csv.end_row();
  for (std::size_t side = 0; side < viewer.sides().size(); ++side)
    for (const std::string& name : viewer.settings.series) {
      const std::vector<double>& values = viewer.series(side, name, -1);
      for (std::size_t weeks = 1; weeks < values.size(); ++weeks) {
        csv.text(side == 0 ? "A" : "B");
        csv.number(weeks - 1);
        csv.text(name);
        csv.number(values[weeks]);
        csv.end_row();
      }
    }
  csv.flush();
  return text;
}

}  // namespace gongjian::viz
