#include "engine/run/markdown.hpp"

#include "engine/run/outcomes.hpp"

namespace gongjian::run::markdown {
namespace {

// "aware" of "aware.agency"; nothing for a field that stands alone.
std::string_view family_of(std::string_view name) {
  const auto dot = name.find('.');
  return dot == std::string_view::npos ? std::string_view{} : name.substr(0, dot);
}

std::string in(core::Unit unit, bool chinese) { return std::string(unit.in(chinese)); }

std::string value_cell(const FieldDescription& field, const FieldDescription& standard, bool chinese) {
  std::string value = value_text(field);
  const std::string usual = value_text(standard);
  if (value == usual) return value;
  const std::string bold = "**" + value + "**";
  return usual.empty() ? bold : chinese ? bold + "（默认 " + usual + "）" : bold + " (default " + usual + ")";
}

std::string field_table(const std::string& value_title, const std::vector<FieldDescription>& fields,
                        const std::vector<FieldDescription>& defaults, bool chinese) {
  Rows rows;
  std::string_view latest_family;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const FieldDescription& field = fields[i];
    const std::string_view family = family_of(field.name);
    std::string value = value_cell(field, defaults[i], chinese);
    if (!family.empty()) {
      value = code(field.name.substr(family.size() + 1)) + " " + value;
      if (family == latest_family && field.text.en == fields[i - 1].text.en) {
        rows.back()[1] += ", " + value;
        continue;
      }
    }
    latest_family = family;
    rows.push_back({code(family.empty() ? field.name : std::string(family) + ".*"), value, range_text(field, chinese),
                    in(core::Unit{field.unit}, chinese), plain(field.text.in(chinese)),
                    plain(field.source.in(chinese))});
  }
  return table(chinese ? std::vector<std::string>{"名称", value_title, "取值范围", "单位", "含义", "来源"}
                       : std::vector<std::string>{"name", value_title, "range", "unit", "meaning", "source"},
               rows);
}

}  // namespace

std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r') out += ' ';
    else if (c == '<') out += "&lt;";
    else if (std::string_view("\\`*|").find(c) != std::string_view::npos) (out += '\\') += c;
    else out += c;
  }
  return out;
}

std::string code(std::string_view name) { return name.empty() ? "" : "`" + std::string(name) + "`"; }

std::string codes(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + code(name);
  return out;
}

std::string table(const std::vector<std::string>& header, const Rows& rows) {
  if (rows.empty()) return {};
  const auto line = [](const std::vector<std::string>& cells) {
    std::string out = "|";
    for (const std::string& cell : cells) out += " " + cell + (cell.empty() ? "|" : " |");
    return out + "\n";
  };
  std::string out = line(header) + "|";
  for (std::size_t c = 0; c < header.size(); ++c) out += "---|";
  out += "\n";
  for (const auto& row : rows) out += line(row);
  return out + "\n";
}

std::string fields(const std::vector<FieldDescription>& fields, bool chinese) {
  return field_table(chinese ? "默认值" : "default", fields, fields, chinese);
}

std::string fields(const std::vector<FieldDescription>& fields, const std::vector<FieldDescription>& defaults,
                   bool chinese) {
  return field_table(chinese ? "值" : "value", fields, defaults, chinese);
}

std::string outputs(const core::FrameLayout& layout, bool chinese) {
  Rows rows;
  for (const core::Variable& variable : layout.variables) {
    std::vector<std::string> dimensions;
    for (const std::size_t dimension : variable.dimensions) dimensions.push_back(layout.dimensions[dimension].name);
    rows.push_back(
        {code(variable.name), codes(dimensions), in(variable.unit, chinese), plain(variable.text.in(chinese))});
  }
  return table(chinese ? std::vector<std::string>{"输出", "维度", "单位", "含义"}
                       : std::vector<std::string>{"output", "dimensions", "unit", "meaning"},
               rows);
}

std::string outcomes(bool chinese) {
  Rows rows;
  for (const Outcome& outcome : run::outcomes())
    rows.push_back({code(outcome.name), in(core::Unit{outcome.unit}, chinese), plain(outcome.text.in(chinese))});
  return table(chinese ? std::vector<std::string>{"结果指标", "单位", "含义"}
                       : std::vector<std::string>{"outcome", "unit", "meaning"},
               rows);
}

}  // namespace gongjian::run::markdown
