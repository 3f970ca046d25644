package org.charthouse.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a FHIRPath text into tokens (FHIRPath N1, 11 Formal Specifications: the lexical part of the grammar). */
final class FhirPathLexer {
    enum Kind {
        NAME,
        TEXT,
        NUMBER,
        TIME,
        VARIABLE,
        SYMBOL,
        END
    }

    record Token(Kind kind, String text) {
        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }
    }

    private static final String CLOCK = "\\d{2}(?::\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?";
    private static final String ZONE = "(?:Z|[+-]\\d{2}:\\d{2})?";

    private static final Pattern TOKEN = Pattern.compile("\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/"
            + "|(?<time>@(?:T" + CLOCK + "|\\d{4}(?:-\\d{2}(?:-\\d{2})?)?(?:T(?:" + CLOCK + ZONE + ")?)?))"
            + "|(?<number>\\d+(?:\\.\\d+)?)"
            + "|(?<text>'(?:[^'\\\\]|\\\\.)*')"
            + "|(?<quoted>`(?:[^`\\\\]|\\\\.)*`)"
            + "|(?<variable>%(?:[A-Za-z_][\\w-]*|`[^`]*`|'[^']*'))"
            + "|(?<name>\\$?[A-Za-z_]\\w*)"
            + "|(?<symbol><=|>=|!=|!~|[().,\\[\\]{}=<>~+*/&|-])");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))", Pattern.DOTALL);

    private FhirPathLexer() {}

    /** The tokens, closed by one END; throws IllegalArgumentException at a character that starts none. */
    static List<Token> tokens(String path) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(path);
        int at = 0;
        while (at < path.length()) {
            if (!matcher.region(at, path.length()).lookingAt()) {
                throw new IllegalArgumentException("nothing in FHIRPath starts with '" + path.charAt(at) + "'");
            }
            add(tokens, matcher);
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, "the end"));
        return tokens;
    }

    private static void add(List<Token> tokens, Matcher matcher) {
        String text = matcher.group();
        if (matcher.group("time") != null) {
            tokens.add(new Token(Kind.TIME, text.substring(1)));
        } else if (matcher.group("number") != null) {
            tokens.add(new Token(Kind.NUMBER, text));
        } else if (matcher.group("text") != null) {
            tokens.add(new Token(Kind.TEXT, unquoted(text)));
        } else if (matcher.group("quoted") != null) {
            tokens.add(new Token(Kind.NAME, unquoted(text)));
        } else if (matcher.group("variable") != null) {
            boolean quoted = !Character.isLetter(text.charAt(1)) && text.charAt(1) != '_';
            tokens.add(new Token(Kind.VARIABLE, quoted ? unquoted(text.substring(1)) : text.substring(1)));
        } else if (matcher.group("name") != null) {
            tokens.add(new Token(Kind.NAME, text));
        } else if (matcher.group("symbol") != null) {
            tokens.add(new Token(Kind.SYMBOL, text));
        }
    }

    private static String unquoted(String text) {
        return ESCAPE.matcher(text.substring(1, text.length() - 1))
                .replaceAll(escape -> Matcher.quoteReplacement(meaning(escape)));
    }

    private static String meaning(MatchResult escape) {
        if (escape.group(1) != null) {
            return Character.toString(Integer.parseInt(escape.group(1), 16));
        }
        return switch (escape.group(2)) {
            case "f" -> "\f";
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> escape.group(2);
        };
    }
}
