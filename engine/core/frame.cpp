#include "engine/core/frame.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/check.hpp"
#include "engine/core/hash.hpp"

namespace gongjian::core {

std::size_t FrameLayout::add(std::string name, const std::vector<std::string_view>& dimension_names, Unit unit,
                             Text text) {
  GONGJIAN_CHECK(find(name) == nullptr);
  Variable variable{std::move(name), {}, unit, std::move(text), size, 1};
  for (const std::string_view wanted : dimension_names) {
    const auto found = std::find_if(dimensions.begin(), dimensions.end(),
                                    [&](const Dimension& dimension) { return dimension.name == wanted; });
    GONGJIAN_CHECK(found != dimensions.end());
    variable.dimensions.push_back(static_cast<std::size_t>(found - dimensions.begin()));
    variable.size *= found->size();
  }
  size += variable.size;
  variables.push_back(std::move(variable));
  return variables.back().offset;
}

const Variable* FrameLayout::find(std::string_view name) const {
  const auto found =
      std::find_if(variables.begin(), variables.end(), [&](const Variable& variable) { return variable.name == name; });
  return found == variables.end() ? nullptr : &*found;
}

std::uint64_t Frame::hash() const {
  Hash hash;
  const std::int64_t when = week;
  hash.add(&when, sizeof when);
  hash.add(values);
  return hash.digest();
}

}  // namespace gongjian::core
