import type { SchemaModule } from '../auth/schema-module.js'
<%- include('lines.ejs', { lines: sdl.mutationImports, indent: '' }) -%>

/** The mutations of the schema. */
export const mutationFields: SchemaModule[] = <%= sdl.mutationList %>
