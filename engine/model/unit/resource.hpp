// What units need and offer, and the seven fields in which they build together.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/fields.hpp"

namespace gongjian::model {

// Types of what is needed and offered. A unit has a mask of the types it needs and one of those it can offer: bit t
// for type t.
enum class Resource : std::uint8_t {
  organisation,
  talent,
  learning,
  technology,
  information,
  services,
  culture,
  premises,
  none = 255
};
inline constexpr std::size_t kResources = 8;

// The seven fields of co-building (the source article's third part).
inline constexpr std::size_t kFields = 7;

struct ResourceName {
  std::string_view name, en, zh;
};
inline constexpr std::array<ResourceName, kResources> kResourceNames = {{
    {"organisation", "organisation building", "组织共建"},
    {"talent", "training of talent", "人才共育"},
    {"learning", "learning together", "学习共抓"},
    {"technology", "industry, university and research", "产学研共促"},
    {"information", "sharing of information", "信息共享"},
    {"services", "services", "服务共推"},
    {"culture", "culture and civility", "文明共创"},
    {"premises", "premises and equipment", "场地设施"},
}};

// The field that a project on this type belongs to; premises serve the building of organisations.
constexpr std::uint8_t field_of(Resource type) {
  return type == Resource::premises ? std::uint8_t{0} : static_cast<std::uint8_t>(type);
}

// A value for each type of resource, in the order of Resource.
using ByResource = std::array<double, kResources>;

// Visits a ByResource as one field a type, "name.type".
template <class V>
void visit_by_resource(V& v, std::string_view name, ByResource& values, core::Unit unit, core::Range range,
                       core::Words text, core::Source source) {
  for (std::size_t t = 0; t < kResources; ++t)
    v(std::string(name) + "." + std::string(kResourceNames[t].name), values[t], unit, range, text, source);
}

}  // namespace gongjian::model
