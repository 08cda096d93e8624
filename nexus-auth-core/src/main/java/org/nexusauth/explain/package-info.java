/** Says step by step what a gate does with a key, and why; for tools and consoles. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.explain;
