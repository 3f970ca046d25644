package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.charthouse.measure.elm.Compiler.Node;
import org.charthouse.measure.operator.Arithmetic;
import org.charthouse.measure.operator.Rounding;
import org.charthouse.measure.value.PointType;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Temporal;

/** Arithmetic (ELM, 16 Arithmetic operators). */
final class ArithmeticNodes {

    private ArithmeticNodes() {}

    static void addTo(Map<String, Node> nodes) {
        nodes.put("Add", Nodes.binary(Arithmetic::add));
        nodes.put("Subtract", Nodes.binary(Arithmetic::subtract));
        nodes.put("Multiply", Nodes.binary(Arithmetic::multiply));
        nodes.put("Divide", Nodes.binary(Arithmetic::divide));
        nodes.put("TruncatedDivide", Nodes.binary(Arithmetic::truncatedDivide));
        nodes.put("Modulo", Nodes.binary(Arithmetic::modulo));
        nodes.put("Power", Nodes.binary(Arithmetic::power));
        nodes.put("Log", Nodes.binary(Rounding::log));
        nodes.put("Negate", Nodes.unary(Arithmetic::negate));
        nodes.put("Abs", Nodes.unary(Arithmetic::abs));
        nodes.put("Ceiling", Nodes.unary(Rounding::ceiling));
        nodes.put("Floor", Nodes.unary(Rounding::floor));
        nodes.put("Truncate", Nodes.unary(Rounding::truncate));
        nodes.put("Ln", Nodes.unary(Rounding::ln));
        nodes.put("Exp", Nodes.unary(Rounding::exp));
        nodes.put("Round", Nodes.of("operand", "precision", Rounding::round));
        nodes.put("Precision", Nodes.unary(Rounding::precision));
        nodes.put("Successor", Nodes.unary(Arithmetic::successor));
        nodes.put("Predecessor", Nodes.unary(Arithmetic::predecessor));
        nodes.put("MinValue", (node, compiler) -> extreme(node, compiler, false));
        nodes.put("MaxValue", (node, compiler) -> extreme(node, compiler, true));
        nodes.put("LowBoundary", Nodes.binary((value, digits) -> Rounding.boundary(value, digits, false)));
        nodes.put("HighBoundary", Nodes.binary((value, digits) -> Rounding.boundary(value, digits, true)));
    }

    private static Evaluator extreme(JsonNode node, Compiler compiler, boolean isGreatest) {
        PointType type = PointType.named(Types.local(node.path("valueType").asText()));
        Object value = isGreatest ? type.greatest() : type.least();
        if (value instanceof Temporal temporal && temporal.kind() == Temporal.Kind.DATETIME) {
            int offset = compiler.linker().evaluation();
            Object here = Temporal.dateTime(temporal.parts(), Precision.MILLISECOND, offset, offset);
            return frame -> here;
        }
        Object plain = value instanceof Quantity quantity ? new Quantity(quantity.value(), Quantity.NO_UNIT) : value;
        return frame -> plain;
    }
}
