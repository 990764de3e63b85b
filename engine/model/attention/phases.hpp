// Phases of leadership: turnover (a) and attention (b).
#pragma once

#include "engine/core/clock.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/attention/parameters.hpp"

namespace gongjian::model {

// A new leader takes office in district d: the mean is theirs, and the attention that rested on personal
// ties leaves with the old one: A <- (1-j) A + j mu (a).
void take_office(const AttentionParameters& parameters, Districts& districts, std::size_t d, double mean_attention);

// Leaders are moved with the Weibull hazard of their tenure; a successor's mean is drawn from
// lowest + spread Beta(2,2) (a).
void turnover(const AttentionParameters&, const core::Draws&, const core::Tick&, Districts&);

// Attention moves a week by the exact step of an Ornstein-Uhlenbeck process; campaigns come on top (b).
void attention(const AttentionParameters&, const core::Draws&, const core::Tick&, Districts&);

}  // namespace gongjian::model
