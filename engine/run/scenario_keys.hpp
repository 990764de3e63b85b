// What the keys of a scenario may be, beside those of field lists: the reader holds to it, and the schema tells it.
#pragma once

#include <array>
#include <string_view>

#include "engine/core/fields.hpp"
#include "engine/run/scenario.hpp"

namespace gongjian::run {

inline constexpr core::Range kWeeks{0, kMostWeeks};  // in which something may happen
inline constexpr core::Range kLengths{1, kMostWeeks};
inline constexpr core::Range kLevels{0, 1};
inline constexpr core::Range kRamps{0, 520};
inline constexpr core::Range kMemberShares{0.001, 20};
inline constexpr core::Range kFrameRhythms{1, 520};
inline constexpr core::Range kSampleRhythms{1, 5200};
// Tables whose rows can be sampled, in the singular.
inline constexpr std::array<std::string_view, 13> kSampled = {
    "district", "alliance",      "subdistrict", "committee", "market",  "type_market", "theme_campaign",
    "station",  "neighbourhood", "unit",        "decision",  "project", "member"};

}  // namespace gongjian::run
