#include "viz/viewer/lever_groups.hpp"

namespace gongjian::viz {

const std::vector<run::LeverDescription>& all_levers() {
  static const std::vector<run::LeverDescription> levers = run::levers();
  return levers;
}

const std::vector<LeverGroup>& lever_groups() {
  static const std::vector<LeverGroup> groups = {
      {"service", {"Two-way service", "双向服务"}, {"two_way", "white_collar_station", "service_centre"}},
      {"legal_person",
       {"The alliance as a legal person", "共建组织法人化"},
       {"registration", "elected_head", "standing_staff", "own_income"}},
      {"committees",
       {"Committees", "党组织体系"},
       {"part_time_seats", "seat_diversity", "split_meetings", "binding_assessment", "committee_assessment"}},
      {"projects",
       {"Projects", "项目化共建"},
       {"needs_polling", "project_itemisation", "contracts", "theme_projects", "district_platform"}},
      {"members", {"Members in service", "在职党员"}, {"receipts", "skill_base", "recognition"}},
      {"places", {"Reaching neighbourhoods", "下沉居民区"}, {"branches", "contact_points", "residential_office"}},
      {"awareness",
       {"Awareness and requirement", "宣传与要求"},
       {"publicity", "training", "superior_requirement", "execution"}}};
  return groups;
}

}  // namespace gongjian::viz
