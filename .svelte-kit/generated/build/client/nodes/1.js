export { default as component } from "../../../../../apps/admin-web/node_modules/@sveltejs/kit/src/runtime/components/error.svelte";
