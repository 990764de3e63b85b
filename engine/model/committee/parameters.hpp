// Working committees: until committees and projects are modelled, what they would supply stands in as
// plain parameters.
#pragma once

#include "engine/model/measures.hpp"

namespace gongjian::model {

struct StandInParameters {
  static constexpr std::string_view kName = "parameters.stand_in";

  double representation_gap = 0.69;
  double attendance = 0.53;
  double project_benefit = 0.03;
  double fit = 0;

  // Quality of governance Q = .3 + .7 (1 - gap) attendance (n).
  double governance_quality() const { return 0.3 + 0.7 * (1 - representation_gap) * attendance; }

  template <class V>
  void visit(V& v) {
    using core::range;
    v("representation_gap", representation_gap, measure::share, range(0, 1),
      "stand-in: distance of the seats' mix from the units' mix (n)", source::assumed);
    v("attendance", attendance, measure::share, range(0, 1), "stand-in: attendance of part-time committee members (n)",
      source::assumed);
    v("project_benefit", project_benefit, measure::share, range(0, 1),
      "stand-in: benefit that units feel from projects (p)", source::assumed);
    v("fit", fit, measure::none, range(-1, 1), "stand-in: fit of activities to the units' own business (h)",
      source::assumed);
  }
};

}  // namespace gongjian::model
