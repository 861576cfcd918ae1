@org.jspecify.annotations.NullMarked
package org.hubwarden.spec;
