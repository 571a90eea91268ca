# One image for every app: docker build --build-arg APP=ingress .
FROM node:24-bookworm-slim AS base
WORKDIR /acolhe

FROM base AS sources
COPY package.json package-lock.json .npmrc ./
COPY apps ./apps
COPY libs ./libs

FROM sources AS dependencies
RUN npm ci --omit=dev && npm cache clean --force
COPY scripts ./scripts

# The panel is files, which admin-api serves.
FROM sources AS panel
RUN npm ci && node apps/admin-web/scripts/build.ts

FROM base
ARG APP
ENV NODE_ENV=production HOST=0.0.0.0 APP=${APP}
COPY --from=dependencies /acolhe ./
COPY --from=panel /acolhe/apps/admin-web/build ./apps/admin-web/build
# A named volume takes over the owner of the folder it covers.
RUN mkdir .local && chown node:node .local
USER node
# exec: the app itself gets SIGTERM, not a shell.
CMD ["sh", "-c", "exec node apps/$APP/src/main.ts"]
