// What can be seen of a city: the only list of outputs.
#pragma once

#include "engine/core/clock.hpp"
#include "engine/core/frame.hpp"
#include "engine/model/alliance/alliances.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/committee/committees.hpp"
#include "engine/model/member/members.hpp"
#include "engine/model/neighbourhood/neighbourhoods.hpp"
#include "engine/model/project/markets.hpp"
#include "engine/model/project/projects.hpp"
#include "engine/model/service/stations.hpp"
#include "engine/model/unit/subdistricts.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// The outputs of a city with these districts: names, dimensions (district, kind, member_class, field), units,
// meanings.
core::FrameLayout frame_layout(const std::vector<core::Text>& district_names);

// Writes the week's outputs, in the order of the layout. Means over nobody, and all of a district that another has
// absorbed, are NaN.
void observe(const core::Tick&, const Districts&, const Alliances&, const Subdistricts&, const Committees&,
             const Markets&, const ThemeCampaigns&, const Stations&, const Neighbourhoods&, const KindTotals&,
             const FieldTotals&, const ClassTotals&, core::Frame&);

}  // namespace gongjian::model
