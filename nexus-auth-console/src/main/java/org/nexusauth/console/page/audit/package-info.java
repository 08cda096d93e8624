/** The audit log in words. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.audit;
