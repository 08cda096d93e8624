/** Records in memory, for tests and trials. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.memory;
