/** The commands: one class each, options in, text out. */
@NullMarked
package org.charthouse.app.command;

import org.jspecify.annotations.NullMarked;
