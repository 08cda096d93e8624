/** Why a service did not do what it was called for. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.problem;
