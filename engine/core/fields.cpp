#include "engine/core/fields.hpp"

namespace gongjian::core {
namespace {

constexpr Words kUnits[] = {
    {"week", "周"},
    {"month", "月"},
    {"year", "年"},
    {"1/week", "1/周"},
    {"1/month", "1/月"},
    {"1/year", "1/年"},
    {"hour", "小时"},
    {"0.25 hour", "0.25 小时"},
    {"count", "个"},
    {"event/week", "次/周"},
    {"CNY", "元"},
    {"1000 CNY", "千元"},
    {"1000 CNY/week", "千元/周"},
    {"1000 CNY/year", "千元/年"},
    {"logit", "对数几率"},
    {"0.025 logit", "0.025 对数几率"},
};

}  // namespace

std::string_view Unit::in(bool chinese) const {
  if (chinese)
    for (const Words& unit : kUnits)
      if (unit.en == symbol) return unit.zh;
  return symbol;
}

std::string Unit::after_title(bool chinese) const {
  const std::string unit(beside_number(chinese));
  if (unit.empty()) return {};
  return chinese ? "（" + unit + "）" : " (" + unit + ")";
}

}  // namespace gongjian::core
