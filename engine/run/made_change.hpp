// What a person does to a run as it goes, and how a file keeps it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/io/table_reader.hpp"

namespace gongjian::run {

// A lever is set by hand. What a scenario had planned for it in these districts is over. Raised, it is carried out step
// by step beyond what was there already; lowered, what is left of it is carried out as before.
struct LeverMove {
  std::string lever;
  double value = 0;                    // 0 to 1
  int ramp = 0;                        // weeks until a rise is there in full
  std::vector<std::string> districts;  // their English names; none: all
};

// Something is made to happen. Fields that are not named have their defaults.
struct MadeEvent {
  std::string kind;
  std::vector<std::pair<std::string, double>> fields;
  int weeks = -1;                      // that it lasts, where it has an end; -1: to the end of the run
  std::vector<std::string> districts;  // none: all
  std::string into;                    // of a merger: the district that absorbs the one in `districts`
};

// A remark, or the outcome of a vote: kept with the run, without effect.
struct Remark {
  std::string text;
};

struct Change {
  int week = 0;  // before which it was made: the first in which it counts
  std::variant<LeverMove, MadeEvent, Remark> what;
};

// That may be done to one run.
inline constexpr std::size_t kMostChanges = 1000;

// As a scenario writes them: an [[event]], a [[remark]].
io::Table written(const MadeEvent& event, int week);
io::Table written(const Remark& remark, int week);

// As a list of tables. An event and a remark are written as in a scenario, and known by their `kind` and `text`; the
// move of a lever has `lever`, `week`, `value`, and may have `ramp` and `districts`.
io::Array written(const std::vector<Change>& changes);
// Reads it back from under `key`, in order of weeks. What is wrong is added to `problems`; districts are not looked at.
std::vector<Change> read_changes(io::TableReader& reader, std::string_view key, io::Problems& problems);

}  // namespace gongjian::run
