/** The gate that decides whether a request may pass, and the values it speaks in. */
@org.jspecify.annotations.NullMarked
package org.nexusauth;
