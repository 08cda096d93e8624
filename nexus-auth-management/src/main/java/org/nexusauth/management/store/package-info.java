/** The ports of the records, for authors of stores. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.store;
