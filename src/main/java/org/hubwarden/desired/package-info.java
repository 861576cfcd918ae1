/**
 * What the state file asks for: from bytes to a {@link org.hubwarden.desired.DesiredState}, or to every
 * {@link org.hubwarden.desired.Problem} in it with line and column. No I/O.
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>every key of the file, once: {@link StateKeys}, whose values are of a {@link Kind}
 *   <li>from bytes to a tree with places: {@link StateText}, {@link TextCheck}, {@link YamlTree}, {@link YamlNode}, {@link SyntaxFault}
 *   <li>from the tree to values: {@link StateParser}, and a class {@code ...Section} for each section
 *   <li>what comes out: {@link DesiredState} and what it holds, or {@link Problems}
 * </ul>
 */
@NullMarked
package org.hubwarden.desired;

import org.jspecify.annotations.NullMarked;
