/** The log of all changes. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.audit;
