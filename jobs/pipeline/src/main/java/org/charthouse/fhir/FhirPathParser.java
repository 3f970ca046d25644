package org.charthouse.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charthouse.fhir.FhirPathLexer.Kind;
import org.charthouse.fhir.FhirPathLexer.Token;

/**
 * Parses FHIRPath by operator precedence (FHIRPath N1, 6.8). The syntax is wider than what {@link PathCompiler} can
 * compile, so that it can name what it does not support. Used once.
 */
final class FhirPathParser {
    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(
            Map.entry("implies", 1),
            Map.entry("or", 2),
            Map.entry("xor", 2),
            Map.entry("and", 3),
            Map.entry("in", 4),
            Map.entry("contains", 4),
            Map.entry("=", 5),
            Map.entry("!=", 5),
            Map.entry("~", 5),
            Map.entry("!~", 5),
            Map.entry("<", 6),
            Map.entry("<=", 6),
            Map.entry(">", 6),
            Map.entry(">=", 6),
            Map.entry("|", 7),
            Map.entry("is", 8),
            Map.entry("as", 8),
            Map.entry("+", 9),
            Map.entry("-", 9),
            Map.entry("&", 9),
            Map.entry("*", 10),
            Map.entry("/", 10),
            Map.entry("div", 10),
            Map.entry("mod", 10));

    private final List<Token> tokens;
    private int at;

    private FhirPathParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The tree of an expression; throws IllegalArgumentException with what was expected instead. */
    static FhirPath parse(String path) {
        FhirPathParser parser = new FhirPathParser(FhirPathLexer.tokens(path));
        FhirPath expression = parser.expression(1);
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected("an operator or the end");
        }
        return expression;
    }

    private FhirPath expression(int lowest) {
        FhirPath left = invocations(term());
        while (true) {
            String operator = peek().text();
            boolean mayOperate = peek().kind() == Kind.SYMBOL || peek().kind() == Kind.NAME;
            Integer precedence = mayOperate ? PRECEDENCE.get(operator) : null;
            if (precedence == null || precedence < lowest) {
                return left;
            }
            next();
            left = new FhirPath.Operation(left, operator, expression(precedence + 1));
        }
    }

    private FhirPath invocations(FhirPath start) {
        FhirPath path = start;
        while (true) {
            if (peek().is(".")) {
                next();
                path = named(path, name());
            } else if (peek().is("[")) {
                next();
                FhirPath position = expression(1);
                expect("]");
                path = new FhirPath.Index(path, position);
            } else {
                return path;
            }
        }
    }

    private FhirPath term() {
        Token token = next();
        return switch (token.kind()) {
            case TEXT -> new FhirPath.Literal(token.text(), "string");
            case NUMBER -> number(token.text());
            case TIME -> time(token.text());
            case VARIABLE -> new FhirPath.Variable(token.text());
            case NAME -> word(token.text());
            case SYMBOL -> symbol(token);
            case END -> throw unexpectedAt(token, "a path");
        };
    }

    private FhirPath word(String name) {
        return switch (name) {
            case "true" -> new FhirPath.Literal(true, "boolean");
            case "false" -> new FhirPath.Literal(false, "boolean");
            case "$this" -> new FhirPath.Start();
            default -> named(new FhirPath.Start(), name);
        };
    }

    private FhirPath symbol(Token token) {
        if (token.is("(")) {
            FhirPath inner = expression(1);
            expect(")");
            return inner;
        }
        if (token.is("{")) {
            expect("}");
            return new FhirPath.Nothing();
        }
        if (token.is("-") || token.is("+")) {
            // A sign binds less than the calls on what it stands before (FHIRPath N1, 6.8).
            return token.is("-") ? negative(invocations(term())) : invocations(term());
        }
        throw unexpectedAt(token, "a path");
    }

    private static FhirPath negative(FhirPath path) {
        if (path instanceof FhirPath.Literal literal && literal.value() instanceof Integer value) {
            return new FhirPath.Literal(-value, literal.type());
        }
        if (path instanceof FhirPath.Literal literal && literal.value() instanceof BigDecimal value) {
            return new FhirPath.Literal(value.negate(), literal.type());
        }
        return new FhirPath.Operation(new FhirPath.Literal(0, "integer"), "-", path);
    }

    private FhirPath named(FhirPath of, String name) {
        if (!peek().is("(")) {
            return new FhirPath.Member(of, name);
        }
        next();
        List<FhirPath> arguments = new ArrayList<>();
        while (!peek().is(")")) {
            arguments.add(expression(1));
            if (!peek().is(")")) {
                expect(",");
            }
        }
        next();
        return new FhirPath.Call(of, name, arguments);
    }

    private static FhirPath number(String text) {
        BigDecimal value = new BigDecimal(text);
        return text.contains(".") || value.toBigInteger().bitLength() >= Integer.SIZE
                ? new FhirPath.Literal(value, "decimal")
                : new FhirPath.Literal(value.intValue(), "integer");
    }

    private static FhirPath time(String text) {
        if (text.startsWith("T")) {
            return new FhirPath.Literal(text.substring(1), "time");
        }
        boolean dated = !text.contains("T");
        return new FhirPath.Literal(
                text.endsWith("T") ? text.substring(0, text.length() - 1) : text, dated ? "date" : "dateTime");
    }

    private String name() {
        Token token = next();
        if (token.kind() != Kind.NAME) {
            throw unexpectedAt(token, "a name");
        }
        return token.text();
    }

    private void expect(String symbol) {
        Token token = next();
        if (!token.is(symbol)) {
            throw unexpectedAt(token, "'" + symbol + "'");
        }
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private IllegalArgumentException unexpected(String expected) {
        return unexpectedAt(peek(), expected);
    }

    private static IllegalArgumentException unexpectedAt(Token token, String expected) {
        return new IllegalArgumentException("expected " + expected + ", found '" + token.text() + "'");
    }
}
