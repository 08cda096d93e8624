/** What the services share; not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.internal;
