// The eight kinds of resident unit, and parameters that have a value for each.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/fields.hpp"

namespace gongjian::model {

enum class Kind : std::uint8_t {
  agency,
  state_enterprise,
  hospital,
  university,
  research_institute,
  military,
  private_firm,
  social_organisation
};
inline constexpr std::size_t kKinds = 8;

// Firms and social organisations: the "two-new" kinds.
constexpr bool is_two_new(Kind kind) { return kind == Kind::private_firm || kind == Kind::social_organisation; }

struct KindName {
  std::string_view name, en, zh;
};
inline constexpr std::array<KindName, kKinds> kKindNames = {{
    {"agency", "agency (vertically managed)", "机关(垂直管理部门)"},
    {"state_enterprise", "state-owned enterprise", "国有企业"},
    {"hospital", "hospital", "医院"},
    {"university", "university", "高校"},
    {"research_institute", "research institute", "科研院所"},
    {"military", "military", "部队"},
    {"private_firm", "private firm", "非公企业"},
    {"social_organisation", "social organisation", "社会组织"},
}};

// A value for each kind of unit, in the order of Kind.
using ByKind = std::array<double, kKinds>;

// Visits a ByKind as one field a kind, "name.kind".
template <class V>
void visit_by_kind(V& v, std::string_view name, ByKind& values, core::Unit unit, core::Range range, core::Words text,
                   core::Source source) {
  for (std::size_t k = 0; k < kKinds; ++k)
    v(std::string(name) + "." + std::string(kKindNames[k].name), values[k], unit, range, text, source);
}

}  // namespace gongjian::model
