/** Reports of leaked keys. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.leak;
