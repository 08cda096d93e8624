/** What new keys get. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.plan;
