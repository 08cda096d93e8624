/** When keys were used first and last. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.use;
