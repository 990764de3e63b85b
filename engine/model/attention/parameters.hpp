// Leadership attention and turnover of leaders: equations (a) and (b).
#pragma once

#include "engine/model/measures.hpp"

namespace gongjian::model {

struct AttentionParameters {
  static constexpr std::string_view kName = "parameters.attention";

  bool natural_turnover = true;
  double mean_tenure_years = 3.2;
  double tenure_shape = 1;
  double lowest_mean = 0.05;
  double mean_spread = 0.90;
  double personal_ties = 0.5;
  double term_cycle = 0;
  double reversion = 0.04;
  double volatility = 0.02;
  bool bounded = true;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("natural_turnover", natural_turnover, measure::none, range(0, 1),
      "whether leaders are moved by chance, beside forced turnover", source::assumed);
    v("mean_tenure_years", mean_tenure_years, measure::year, range(0.5, 20), "mean time a leader stays (a)",
      source::tenure);
    v("tenure_shape", tenure_shape, measure::none, range(0.5, 5),
      "shape of the Weibull tenure; 1 is a constant hazard, 2 is few exits in the first year (a)", source::assumed);
    v("lowest_mean", lowest_mean, measure::share, range(0, 1), "lowest mean attention of a new leader (a)",
      source::assumed);
    v("mean_spread", mean_spread, measure::share, range(0, 1),
      "width of the Beta(2,2) mean attention of new leaders above the lowest (a)", source::assumed);
    v("personal_ties", personal_ties, measure::share, range(0, 1),
      "share of the old attention that leaves with the leader: personal ties, favours (a)", source::assumed);
    v("term_cycle", term_cycle, measure::share, range(0, 0.5), "swing of mean attention over a five-year term (a)",
      source::assumed);
    v("reversion", reversion, measure::per_week, range(0.005, 0.5),
      "speed at which attention returns to the leader's mean (b)", source::assumed);
    v("volatility", volatility, measure::none, range(0, 0.2),
      "weekly noise of attention, per square root of a week (b)", source::assumed);
    v("bounded", bounded, measure::none, range(0, 1),
      "whether attention is held in [0, 1]; off for verification only (b)", source::assumed);
  }
};

}  // namespace gongjian::model
