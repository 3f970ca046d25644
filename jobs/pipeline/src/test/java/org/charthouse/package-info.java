/**
 * Tests of the code base as a whole, and what all tests share: one Spark session and the shipped configuration. It knows
 * every package by name and none by heart: what a class does is tested beside the class.
 */
@NullMarked
package org.charthouse;

import org.jspecify.annotations.NullMarked;
