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
      Words{"whether leaders are moved by chance, beside forced turnover", "除事件外，主要领导是否按概率正常调整"},
      source::assumed);
    v("mean_tenure_years", mean_tenure_years, measure::year, range(0.5, 20),
      Words{"mean time a leader stays (a)", "主要领导平均任期（a）"}, source::tenure);
    v("tenure_shape", tenure_shape, measure::none, range(0.5, 5),
      Words{"shape of the Weibull tenure; 1 is a constant hazard, 2 is few exits in the first year (a)",
            "任期威布尔分布的形状：1 为调整概率恒定，2 为第一年很少调整（a）"},
      source::assumed);
    v("lowest_mean", lowest_mean, measure::share, range(0, 1),
      Words{"lowest mean attention of a new leader (a)", "新任领导重视程度均值的下限（a）"}, source::assumed);
    v("mean_spread", mean_spread, measure::share, range(0, 1),
      Words{"width of the Beta(2,2) mean attention of new leaders above the lowest (a)",
            "新任领导重视程度均值在下限之上的宽度，服从 Beta(2,2)（a）"},
      source::assumed);
    v("personal_ties", personal_ties, measure::share, range(0, 1),
      Words{"share of the old attention that leaves with the leader: personal ties, favours (a)",
            "随领导调走而失去的重视比例：人情维系（a）"},
      source::assumed);
    v("term_cycle", term_cycle, measure::share, range(0, 0.5),
      Words{"swing of mean attention over a five-year term (a)", "五年一届内重视程度均值的起伏（a）"}, source::assumed);
    v("reversion", reversion, measure::per_week, range(0.005, 0.5),
      Words{"speed at which attention returns to the leader's mean (b)", "领导重视程度回到其均值的速度（b）"},
      source::assumed);
    v("volatility", volatility, measure::none, range(0, 0.2),
      Words{"weekly noise of attention, per square root of a week (b)",
            "领导重视程度每周的随机波动，按周的平方根计（b）"},
      source::assumed);
    v("bounded", bounded, measure::none, range(0, 1),
      Words{"whether attention is held in [0, 1]; off for verification only (b)",
            "领导重视程度是否限制在 [0, 1]；仅在验证时关闭（b）"},
      source::assumed);
  }
};

}  // namespace gongjian::model
