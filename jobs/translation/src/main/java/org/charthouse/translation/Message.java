package org.charthouse.translation;

/**
 * What the translator says of a file.
 *
 * @param file as the user would name it
 * @param line 1-based, 0 where the whole file is meant
 * @param column 1-based
 * @param isError nothing is written for a file with an error
 * @param text one line
 */
record Message(String file, int line, int column, boolean isError, String text) {

    static Message ofFile(String file, String text) {
        return new Message(file, 0, 0, true, text);
    }

    /** The form that compilers use and editors understand. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line + ":" + column : "") + ": " + (isError ? "" : "warning: ") + text;
    }
}
