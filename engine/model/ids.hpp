// The entities of the model, by their ids.
#pragma once

#include "engine/core/id.hpp"

namespace gongjian::model {

using DistrictId = core::Id<struct DistrictTag, std::uint8_t>;  // also the id of the district's alliance
using SubdistrictId = core::Id<struct SubdistrictTag, std::uint16_t>;
using NeighbourhoodId = core::Id<struct NeighbourhoodTag, std::uint16_t>;
using UnitId = core::Id<struct UnitTag, std::uint32_t>;

}  // namespace gongjian::model
