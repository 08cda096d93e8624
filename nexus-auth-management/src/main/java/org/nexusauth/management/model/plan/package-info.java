/** What records say about limits. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.model.plan;
