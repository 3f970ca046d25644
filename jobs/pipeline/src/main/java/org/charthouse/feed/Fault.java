package org.charthouse.feed;

import java.io.Serializable;

/**
 * Why a line cannot be used.
 *
 * @param rule the rule that it breaks
 * @param reason how, without any value of the line
 */
public record Fault(String rule, String reason) implements Serializable {}
