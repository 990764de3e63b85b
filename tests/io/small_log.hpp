// A small log with frames, hashes, events and samples of a table, for tests of what reads logs.
#pragma once

#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/fixed.hpp"
#include "engine/core/id.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/log_writer.hpp"

namespace gongjian::test {

inline core::FrameLayout pond_layout() {
  core::FrameLayout layout;
  layout.dimensions.push_back({"lake", {"lake", "湖"}, {{"Tai", "太湖"}, {"Dian", "滇池"}}});
  layout.dimensions.push_back({"fish", {"fish", "鱼"}, {{"carp", "鲤鱼"}, {"=eel", "鳗鱼"}}});
  layout.add("level", {"lake"}, core::Unit{"m"}, {"level of the water", "水位"});
  layout.add("catch", {"lake", "fish"}, core::Unit{"1"}, {"fish caught", "捕获量"});
  layout.add("rain", {}, core::Unit{"mm"}, {"rain", "降雨"});
  return layout;
}

inline core::Frame pond_frame(const core::FrameLayout& layout, int week) {
  core::Frame frame{week, {}};
  for (std::size_t i = 0; i < layout.size; ++i) frame.values.push_back(week + 0.1 * static_cast<double>(i));
  if (week % 5 == 0) frame.values[0] = std::numeric_limits<double>::quiet_NaN();
  return frame;
}

inline io::LogHeader pond_header(int weeks) {
  io::LogHeader header;
  header.title = {"Ponds", "池塘"};
  header.scenario_name = "ponds";
  header.scenario_text = "weeks = 60\nseed = 3\n";
  header.version = "0.1.0";
  header.start_date = {2014, 1, 6};
  header.weeks = weeks;
  header.seed = 3;
  header.parameters = {{"water.speed", 2, "1", "how fast"}};
  return header;
}

struct BoatTag {};
struct Boats {
  static constexpr std::string_view kName = "boats";
  std::vector<float> length;
  std::vector<core::Fixed> price;
  std::vector<core::Id<BoatTag>> tows;
  std::vector<std::int64_t> miles;
  template <class V>
  void visit(V& v) {
    v("length", length, core::Unit{"m"}, core::Words{"length over all", "全长"});
    v("price", price, core::Unit{"yuan"}, core::Words{"what it cost", "价格"});
    v("tows", tows, core::Unit{"1"}, core::Words{"the boat it tows", "所拖的船"});
    v("miles", miles, core::Unit{"1"}, core::Words{"miles so far", "累计里程"});
  }
};

inline Boats boats(std::size_t rows) {
  Boats result;
  for (std::size_t i = 0; i < rows; ++i) {
    result.length.push_back(0.1f * static_cast<float>(i));
    result.price.push_back(core::Fixed::from(100.25));
    result.tows.push_back(i == 0 ? core::Id<BoatTag>() : core::Id<BoatTag>(i - 1));
    result.miles.push_back(-(std::int64_t{1} << 60) - static_cast<std::int64_t>(i));
  }
  return result;
}

// Whether a log that is being written, by this process or another, has so many frames on the disk within ten seconds.
inline bool reach_disk(const std::string& path, std::size_t frames) {
  for (int attempt = 0; attempt < 2000; ++attempt, ::usleep(5000)) try {
      if (io::LogReader(path).weeks().size() >= frames) return true;
    } catch (const core::UserError&) {  // nothing of it is there yet
    }
  return false;
}

inline void write_pond_weeks(io::LogWriter& writer, int first, int end) {
  const core::FrameLayout layout = pond_layout();
  for (int week = first; week < end; ++week) {
    const core::Frame frame = pond_frame(layout, week);
    writer.write(frame, frame.hash());
    if (week % 10 == 3) writer.write_event(week, "flood", week == 3 ? "" : "太湖", week);
    if (week % 20 == 19) writer.write_state_hash(week, 1000u + static_cast<unsigned>(week));
    if (week % 25 == 0) {
      Boats table = boats(3 + static_cast<std::size_t>(week));  // it grows
      writer.write_agents(week, table);
    }
  }
}

inline void write_pond_log(const std::string& path, int first = 0, int end = 60) {
  io::LogWriter writer(path, pond_layout(), pond_header(end));
  write_pond_weeks(writer, first, end);
  writer.finish(77);
}

}  // namespace gongjian::test
