// The schedule of one tick.
#pragma once

#include "engine/core/schedule.hpp"
#include "engine/model/state.hpp"

namespace gongjian::model {

// The phases of a week, in order.
const core::Schedule<World>& schedule();

}  // namespace gongjian::model
