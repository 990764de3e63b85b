#include <algorithm>

#include "tests/catch.hpp"
#include "viz/view_data/flows.hpp"

using namespace gongjian::viz;

namespace {

void check_flows(const Flows& made, const FlowArea& area) {
  double in = 0, out = 0;
  for (const FlowRibbon& ribbon : made.ribbons) {
    const FlowBox &from = made.boxes[ribbon.from], &to = made.boxes[ribbon.to];
    (to.what == FlowBox::What::alliance ? in : out) += ribbon.amount;
    CHECK(ribbon.x0 == Approx(from.x + from.width));
    CHECK(ribbon.x1 == Approx(to.x));
    for (const auto& [y, box] : {std::pair{ribbon.y0, &from}, std::pair{ribbon.y1, &to}}) {
      CHECK(y >= box->y - 1e-2f);
      CHECK(y + ribbon.height <= box->y + box->height + 1e-2f);
    }
  }
  CHECK(in == Approx(made.total));
  CHECK(out == Approx(made.total));
  const double scale = made.ribbons[0].height / made.ribbons[0].amount;
  for (const FlowBox& box : made.boxes) {
    CHECK(box.height == Approx(scale * box.amount).epsilon(1e-4));
    CHECK(box.y >= area.y - 1e-2f);
    CHECK(box.y + box.height <= area.y + area.height + 1e-2f);
  }
}

}  // namespace

TEST_CASE("what flows in flows out, and boxes are as high as what flows through them", "[viz]") {
  const FlowArea area{.x = 10, .y = 20, .width = 500, .height = 300};
  const double sources[] = {40, 25, 35}, uses[] = {60, 40};
  const Flows made = flows(sources, uses, area);
  check_flows(made, area);
  CHECK(made.boxes.size() == 6);
  CHECK(made.ribbons.size() == 5);
}

TEST_CASE("what is not spent is kept, and what is spent beyond the sources is drawn", "[viz]") {
  const double ten[] = {10}, seven[] = {7};
  const Flows kept = flows(ten, seven, {});
  check_flows(kept, {});
  CHECK(kept.boxes.back().what == FlowBox::What::kept);
  CHECK(kept.boxes.back().amount == Approx(3));
  const Flows drawn = flows(seven, ten, {});
  check_flows(drawn, {});
  CHECK(drawn.boxes[1].what == FlowBox::What::drawn);
  CHECK(drawn.boxes[1].amount == Approx(3));
  const double tenths[] = {0.1, 0.2}, whole[] = {0.3};
  CHECK(flows(tenths, whole, {}).boxes.size() == 4);  // rounding is not kept
}

TEST_CASE("nothing, and what is no amount, does not flow", "[viz]") {
  const double none[] = {0, -3, std::numeric_limits<double>::quiet_NaN()}, some[] = {0, 5};
  CHECK(flows(none, none, {}).boxes.empty());
  CHECK(flows({}, {}, {}).ribbons.empty());
  const Flows made = flows(some, none, {});
  REQUIRE(made.boxes.size() == 3);
  CHECK(made.boxes[0].row == 1);
}

TEST_CASE("many sources share the height with their gaps", "[viz]") {
  const std::vector<double> many(200, 1.0);
  const double one[] = {200};
  const FlowArea area{.height = 100};
  check_flows(flows(many, one, area), area);
}

TEST_CASE("a ribbon leaves and arrives level", "[viz]") {
  const FlowRibbon ribbon{.y0 = 10, .y1 = 30};
  CHECK(upper_edge(ribbon, 0) == 10);
  CHECK(upper_edge(ribbon, 1) == 30);
  CHECK(upper_edge(ribbon, 0.5f) == Approx(20));
  CHECK(upper_edge(ribbon, 0.01f) < 10.01f);
}
