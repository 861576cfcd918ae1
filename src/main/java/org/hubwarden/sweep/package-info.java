/**
 * What gives root again: what of a machine is written down in a baseline, and what a difference to it means. Values and streams in,
 * values out; no file, no clock.
 */
@NullMarked
package org.hubwarden.sweep;

import org.jspecify.annotations.NullMarked;
