/** The lives of signing keys. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.signing;
