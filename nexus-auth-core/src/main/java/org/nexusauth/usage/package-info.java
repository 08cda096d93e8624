/** Counts what keys do, on this node, and writes it into the store. */
@NullMarked
package org.nexusauth.usage;

import org.jspecify.annotations.NullMarked;
