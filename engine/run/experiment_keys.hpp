// What the keys of an experiment may be: the readers hold to it, and the schema tells it.
#pragma once

#include <array>
#include <string_view>

#include "engine/core/fields.hpp"

namespace gongjian::run {

inline constexpr core::Range kAnyNumber{-1e300, 1e300};
inline constexpr core::Range kReplicates{1, 100'000};

// ---- factors

inline constexpr std::array<std::string_view, 2> kRoles = {"uncertainty", "policy"};
inline constexpr std::array<std::string_view, 7> kDistributions = {"uniform",    "log_uniform", "normal", "lognormal",
                                                                   "triangular", "beta",        "whole"};
inline constexpr core::Range kValues{1, 1000};  // so many of them
inline constexpr core::Range kGridLevels{2, 1000};

// ---- designs, in the order of DesignSettings::Kind from `grid` on

inline constexpr std::array<std::string_view, 7> kDesigns = {"grid",   "list",     "lhs", "sobol",
                                                             "morris", "saltelli", "csv"};
inline constexpr core::Range kPoints{1, 10'000'000};
inline constexpr core::Range kTrajectories{2, 100'000};
inline constexpr core::Range kMorrisLevels{2, 100};

// ---- outcomes

inline constexpr std::array<std::string_view, 3> kDirections = {"less", "none",
                                                                "more"};  // in the order of io::Direction
inline constexpr std::array<std::string_view, 9> kTakes = {               // in the order of Take
    "final", "mean", "minimum", "maximum", "sum", "change", "first_week", "share_of_weeks", "survival"};
inline constexpr core::Range kTargetWeights{0, 1e9};

// ---- calibrations

inline constexpr std::array<std::string_view, 2> kMethods = {"rejection", "smc"};
inline constexpr core::Range kParticles{20, 1'000'000};
inline constexpr core::Range kCalibrationRuns{20, 100'000'000};
inline constexpr core::Range kPilotShares{0.001, 1};
inline constexpr core::Range kRounds{1, 1000};
inline constexpr core::Range kQuantiles{0.05, 0.95};
inline constexpr core::Range kAcceptances{0, 1};
inline constexpr core::Range kTolerances{0, 1e300};

}  // namespace gongjian::run
